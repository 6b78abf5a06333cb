#!/usr/bin/env python3
"""More pairs for crossings.c: spellings by rule, and the native names of popular_names.  usage: make_spellings.py DATA SCRIPT > pairs.tsv

The transliteration pairs are names of one language, mostly from abroad. Here words are spelt as passports, newspapers and
scholars of other languages of the script spell them, each letter one of its usual ways at random; for scripts without
pairs Latin words are written in the script likewise. The tables below are written by hand. Random but seeded."""
import csv, gzip, os, random, sys

data, script = sys.argv[1:]
rng = random.Random(7)
PAIRS = {'cyrillic': 'russian', 'arabic': 'arabic', 'hebrew': 'hebrew', 'katakana': 'katakana', 'hangul': 'korean', 'han': 'chinese'}


def rules(text): return {row.split()[0]: row.split()[1].split('/') for row in text.split(',')}


def spelt(word, table):
    """The word by the longest rows that fit; `-` stands for nothing, `^` before a key for the start of the word."""
    out, i = [], 0
    while i < len(word):
        for n in (4, 3, 2, 1):
            key = next((k for k in (('^' + word[i:i + n],) if i == 0 else ()) + (word[i:i + n],) if k in table and len(word) >= i + n), None)
            if key: break
        else: return None
        out.append(rng.choice(table[key]).replace('-', ''))
        i += n
    return ''.join(out)


def words(language):
    for line in gzip.open(os.path.join(data, 'xlit_coling2018', f'wd_{language}_64.tsv.gz'), 'rt', encoding='utf-8'):
        latin, other, _ = line.rstrip('\n').split('\t')
        yield latin.lower(), other.replace(' ', '').lower()


def popular(first, end, without=()):
    for kind in ('forenames', 'surnames'):
        for row in csv.DictReader(open(os.path.join(data, 'popular_names', f'common-{kind}-by-country.csv'), encoding='utf-8-sig')):
            name = row['Localized Name']
            if row['Romanized Name'] and name and first <= ord(name.lower()[0]) < end and row['Country'] not in without: yield row['Romanized Name'], name


def say(latin, other, count=1):
    if latin and other: print(latin, other, count, sep='\t')


COMMON = 'а a,б b,в v,г g,д d,е e/e/ye,ж zh,з z,и i,й y/i,к k,кс x/ks,л l,м m,н n,о o,п p,р r,с s,т t,у u,ф f,х kh/h,ц ts,ч ch,ш sh,щ shch,ъ -,ы y,ь -,э e,ю yu/iu,я ya/ia,ё yo/e/io'
CYRILLIC = {
    'ru': rules(COMMON + ',ий y/ii/iy,ый y/yi/yy,^е e/ye'),
    'fr': rules(COMMON + ',у ou,ж j,ч tch,ш ch,щ chtch,х kh,ц ts,ю iou,я ia,г g/gu,с s/ss'),
    'de': rules(COMMON + ',в w,ж sch/sh,з s,х ch,ц z,ч tsch,ш sch,щ schtsch,ю ju,я ja,й j/i,с s/ss'),
    'uk': rules(COMMON + ',г h,ґ g,и y,і i,ї i/yi,є ie/ye,й i/y,щ shch,ий yi/yy/y/ii,зг zgh/zh'),
    'be': rules(COMMON + ',г h,і i,ў u/w,дз dz,ы y,ё io/yo,е e/ie,ц ts,й i/y,х kh'),
    'bg': rules(COMMON + ',щ sht,ъ a/u,х h/kh,й y/i,ж zh/j,ц ts/tz,у u/ou'),
    'sr': rules(COMMON + ',ђ dj/d,ж z/zh,ј j/y,љ lj,њ nj,ћ c/ch,х h,ц c/ts,ч c/ch,џ dz/dj,ш s/sh,е e,ѓ gj/g,ќ kj/k,ѕ dz'),
    'kk': rules(COMMON + ',қ k/q,ғ g/gh,ң n/ng,ү u,ұ u,ө o,ә a,і i/y,һ h,ж zh/j,ы y/i'),
}


def cyrillic():
    for _, word in words('russian'):
        if rng.random() < .35: continue
        way = rng.choice(('ru', 'ru', 'fr', 'de', 'uk', 'uk', 'be', 'be', 'bg', 'sr', 'kk'))
        swap = {'uk': {'и': 'ии' + 'і' * 3, 'е': 'еееє', 'г': 'ггггґ', 'ё': 'ьо', 'э': 'е', 'ы': 'и', 'ъ': ['']}, 'be': {'и': 'і', 'о': 'оа', 'щ': ['шч'], 'ъ': ['']},
                'sr': {'й': 'ј', 'ю': ['ју'], 'я': ['ја'], 'ы': 'и', 'ь': [''], 'ъ': [''], 'ё': ['јо'], 'э': 'е', 'щ': 'ћ', 'ч': 'чћ'},
                'kk': {'к': 'кқ', 'г': 'гғ', 'н': 'нннң', 'у': 'уүұ', 'о': 'ооө', 'а': 'аааә', 'и': 'иі', 'х': 'хһ'}}.get(way, {})
        word = ''.join(rng.choice(swap[c]) if c in swap else c for c in word)
        if way == 'be': word = ''.join('ў' if c == 'в' and i and word[i - 1] in 'аеёіоуыэюя' and (i + 1 == len(word) or word[i + 1] not in 'аеёіоуыэюяў') else c for i, c in enumerate(word))
        if way == 'sr': word = word.replace('лј', 'љ').replace('нј', 'њ').replace('дж', 'џ')
        say(spelt(word, CYRILLIC[way]), word)


KOREAN = (
    'g/k/k,kk,n,d/t/t,tt,r/l,m,b/p/p,pp,s,ss,-,j/ch/j,jj/tch,ch/tch,k/kh,t/th,p/ph,h'.split(','),
    'a/a/a/ah,ae/ai,ya,yae,eo/o/u,e,yeo/yo/you/yu,ye,o,wa,wae,oe/oi,yo,u/oo/u,wo/weo,we,wi,yu/yoo,eu/u,ui/eui/i,i/i/i/ee'.split(','),
    '-,k/g,k,k,n,n,n,t,l,k,m,l,l,l,p,l,m,p/b,p,t/s,t,ng,t,t,k,t,p,-/h'.split(','))
SURNAMES = rules('김 kim/gim,이 lee/yi/ri/rhee/i,박 park/pak/bak,최 choi/choe,정 jung/chung/jeong/jong,강 kang/gang,조 cho/jo,윤 yoon/yun,장 jang/chang,임 lim/im,유 yoo/yu/ryu,리 ri/li/rhee,노 roh/noh/no,'
                 '류 ryu/liu,한 han,오 oh/o,서 seo/suh/so,신 shin/sin,권 kwon/kwŏn,황 hwang,안 ahn/an,송 song,전 jeon/jun/chon/jon,홍 hong,고 ko/go,문 moon/mun,양 yang,손 son/sohn,배 bae/pae,백 baek/paek/paik,'
                 '허 heo/ho/hur,남 nam,심 shim/sim,하 ha,곽 kwak,성 sung/song/seong,차 cha,주 joo/ju/chu,우 woo/u,구 koo/ku,원 won,현 hyun/hyon,변 byun/pyon,태 thae/tae,림 rim/lim,량 ryang,려 ryo,로 ro,길 kil')
GIVEN = '민준서연지현영수정은성호경희철진상미혜선우재동원광용남일명태학혁권순옥숙자춘길국식근천기석종만봉룡덕흥창훈환찬규윤아인하유나라주보애란향금화복실설화월련국범승택평해강리'


def syllable(c):
    v = ord(c) - 0xac00
    return ''.join(rng.choice(rows[i].split('/')).replace('-', '') for rows, i in zip(KOREAN, (v // 588, v // 28 % 21, v % 28)))


def hangul():
    for _ in range(9000):
        family, given = rng.choice(list(SURNAMES)), rng.sample(GIVEN, rng.choice((1, 2, 2)))
        first = rng.choice(SURNAMES[family])
        rest = ''.join(syllable(c) for c in given)
        how = rng.randrange(3)
        say(*((first + rest, family + ''.join(given)), (rest, ''.join(given)), (first, family))[how], 3)
    for _, word in words('korean'):
        if rng.random() < .2: say(''.join(syllable(c) if '가' <= c <= '힣' else '' for c in word), word)
    for latin, other in popular(0xac00, 0xd7a4): say(latin, other, 20)


HAN = rules('陈 chen/chan/tan,陳 chen/chan,王 wang/wong,黄 huang/wong,黃 huang/wong,张 zhang/cheung/chang,張 zhang/chang,李 li/lee,林 lin/lam/lim,吴 wu/ng,吳 wu,刘 liu/lau,劉 liu/lau,郑 zheng/cheng,鄭 zheng/cheng,'
            '周 zhou/chow/chou,蔡 cai/tsai,杨 yang/yeung,楊 yang/yeung,许 xu/hsu/hui,許 xu/hsu/hui,谢 xie/hsieh/tse,謝 xie/hsieh,郭 guo/kuo/kwok,何 he/ho,梁 liang/leung,叶 ye/yeh/yip,葉 ye/yeh/yip,曾 zeng/tsang,'
            '罗 luo/lo,徐 xu/hsu,朱 zhu/chu,孙 sun,孫 sun/suen,马 ma,馬 ma,胡 hu/wu,高 gao/kao,赵 zhao/chao/chiu,趙 zhao/chao,邓 deng/teng/tang,鄧 deng/tang,冯 feng/fung,馮 feng/fung,江 jiang/chiang/kong,蒋 jiang/chiang,蔣 jiang/chiang')


def han():
    for _ in range(1500):
        c = rng.choice(list(HAN))
        say(rng.choice(HAN[c]), c, 2)
    for latin, other in popular(0x4e00, 0xa000, ('JP',)): say(latin, other, 5)


GREEK = rules('a α,b μπ/β/μπ,c κ,ca κα,ce σε/τσε,ci σι/τσι,ch τσ/χ/σ,ck κ,d ντ/δ,e ε/ε/αι,ei ει/έι,eu ευ,f φ,g γκ/γ,gh γ/γκ,h χ/-,i ι/η/ι,j τζ/ζ/γι,k κ,kh χ,l λ,ll λ/λλ,m μ,n ν,ng νγκ/γγ,nt ντ,o ο/ω,oo ου,ou ου,'
              'p π,ph φ,ps ψ,q κ,qu κου,r ρ,rr ρ,s σ/σ/ζ,ss σ,sh σ,t τ,tt τ,th θ/τ,ts τσ,tz τζ/τσ,u ου/υ/α,v β,w ου/γου/β,x ξ/χ,y υ/ι/γι,z ζ')
GEORGIAN = rules('a ა,b ბ,c კ/ქ,ch ჩ/ჭ,ck კ,d დ,dz ძ,e ე,f ფ,g გ,gh ღ,h ჰ/-,i ი,j ჯ/ჟ,k კ/ქ,kh ხ,l ლ,m მ,n ნ,o ო,p პ/ფ,ph ფ,q ქ/ყ,r რ,s ს,sh შ,shch შჩ,t ტ/თ,th თ,ts ც/წ,tch ჭ/ჩ,tz ც/წ,u უ,v ვ,w ვ/უ,x ქს/ხ,y ი,z ზ,zh ჟ')
ARMENIAN = rules('a ա,b բ,c կ/ք,ch չ/ճ,ck կ,d դ,dz ձ,e ե/ե/է,^e է/ե,ye ե,f ֆ,g գ,gh ղ,h հ/-,i ի,ia իա/յա,ya յա,yan յան,ian յան,j ջ/ժ,k կ/ք,kh խ,l լ,m մ,n ն,o ո/օ,^o օ/ո,p պ/փ,ph փ,q ք/կ,r ր/ռ,s ս,sh շ,t տ/թ,th թ,ts ց/ծ,tz ց/ծ,u ու,v վ/ւ,w վ/ու,x քս/խ,y յ/ը/ի,z զ,zh ժ')
DEVANAGARI = rules('k क,kh ख,g ग,gh घ,c क/स,ch च/छ,chh छ,j ज,jh झ,t त/ट,th थ/ठ,d द/ड,dh ध/ढ,n न/ण,ng ंग/ङ,nd ंद/न्द,nt ंत,p प,ph फ,f फ/फ़,b ब,bh भ,m म,y य,r र,l ल,v व,w व,sh श/ष,s स,z ज/ज़,h ह,q क,x क्स,ksh क्ष,gy ज्ञ,'
                   'a -/-/ा,aa ा,ah ा,i ि/ी,ee ी,u ु/ू,oo ू,e े,ai ै,ei े,o ो,au ौ,ow ौ,^a अ/आ,^aa आ,^i इ/ई,^ee ई,^u उ,^oo ऊ,^e ए,^ai ऐ,^o ओ,^au औ,'
                   'br ब्र,pr प्र,kr क्र,gr ग्र,dr द्र,tr त्र,st स्त/स्ट,sw स्व,ll ल्ल/ल,tt त्त/ट,ck क,rm र्म,rn र्न,rj र्ज,rk र्क,rt र्ट,sn स्न,shn ष्ण,shw श्व,nn न्न,pt प्त,mb ंब,nk ंक')
THAI = rules('k ก/ค,kh ข/ค,ng ง,ch ช/ฉ/จ,j จ,s ส/ซ/ศ,c ค/ซ,sh ช,d ด,t ต/ท,th ท/ธ/ถ,n น/ณ/น,b บ,p ป/พ,ph พ/ภ/ผ,f ฟ,m ม,y ย/ิ,r ร,l ล,w ว,v ว/ฟ,h ห/ฮ,g ก/ค/ง,z ซ,q ค,x ซ,ck ก,'
             'a ะ/ั/า/-,aa า,i ิ/ี,ee ี,u ุ/ู/ั,oo ู,e เ/็,ae แ,o โ/อ/-,ai ไ/ัย,ay าย,ao าว,au ัว,ia เีย/ีย,^a อ/อา,^i อิ,^u อุ/อู,^e เอ,^o โอ/ออ,porn พร,wat วัฒน์/วัตร,chai ชัย,sri ศรี,thong ทอง,wong วงศ์,kul กุล,phon พล,rat รัตน์,sak ศักดิ์,tana ธนะ')
WRITTEN = {'greek': (GREEK, 0x370, 0x400), 'georgian': (GEORGIAN, 0x10a0, 0x1100), 'armenian': (ARMENIAN, 0x530, 0x590), 'devanagari': (DEVANAGARI, 0x900, 0x980), 'thai': (THAI, 0xe00, 0xe60)}


def written(table, first, end):
    """Latin words, written in the script."""
    greek = table is GREEK
    for language in ('russian', 'hebrew', 'korean'):
        for latin, _ in words(language):
            if rng.random() > .4 or not latin.isascii(): continue
            for _ in range(2):
                other = spelt(latin.replace("'", '').replace('-', ''), table)
                if other: say(latin, other + ('ς' if greek and other[-1] in 'οηι' and rng.random() < .2 else ''))
    for latin, other in popular(first, end): say(latin, other, 50)


if script in WRITTEN: written(*WRITTEN[script])
else:
    {'cyrillic': cyrillic, 'hangul': hangul, 'han': han}.get(script, lambda: None)()
    if script == 'cyrillic':
        for latin, other in popular(0x400, 0x530): say(latin, other, 5)
    for kind, first, end in (('arabic', 0x600, 0x700), ('hebrew', 0x590, 0x600)):
        if script == kind:
            for latin, other in popular(first, end): say(latin, other, 5)
